"""What Prefect shows, asks and keeps: its forms, pages, calendar and automations, and how safe its server is."""
