"""The platforms that the recovery can publish on, and who loads which. A client is imported when it is first used."""
