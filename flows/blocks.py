"""The Prefect blocks of this package: credentials, policies and accounts that a team keeps on its Prefect server.

Prefect's servers and workers import this module whenever they start (entry point ``prefect.collections``). So nothing
heavy belongs here: no flow, no platform client, no model.
"""

__all__: tuple[str, ...] = ()
