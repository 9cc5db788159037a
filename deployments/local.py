"""Serve the whole recovery on one machine: python deployments/local.py, with PREFECT_API_URL set to your server.

It needs no worker and no work pool, which is right for trying it out. When it stops, its schedules are paused: for a
team use ``guard deploy`` and a worker instead.
"""

import sys

from prefect import serve

from flows.server.deploying import deployments
from flows.server.exposure import warnings

if __name__ == "__main__":
    sys.stderr.writelines(f"{warning}\n" for warning in warnings())
    serve(*deployments(pool=None))
