"""The recovery after a mishap, told in order and run on Prefect. It may use the guard; the guard never uses it."""
