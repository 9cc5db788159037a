"""Asking a language model through any OpenAI-compatible endpoint: for the guard's second reading and for drafts.

::

    endpoint = Endpoint(config.llm)                  # or Endpoint(config.llm, key=SecretStr(...)): from a Prefect block
    fence = Fence()
    messages = [system(prompt.render(mark=fence.mark)), user(fence.around(post=text))]
    outcome = endpoint.ask(messages, SecondReading, prompt=prompt.label, remembered_as=(text,))
    if isinstance(outcome, Answer):
        outcome.value                                # a SecondReading that passed its own validation
    else:
        outcome.kind, outcome.message                # a Failure: what went wrong, in a sentence for people

``ask`` never raises for what a server does, never takes longer than its time limit, never spends more than the limits
of the configuration, and never lets the key into a message. One thread or many may share an endpoint.
openai is imported when the first question is asked, not before.
"""

from guard.llm.endpoint import Endpoint
from guard.llm.fencing import Fence, system, user
from guard.llm.line import Clock
from guard.llm.masking import Masked
from guard.llm.outcome import Answer, Failure, Kind, Message

__all__ = ["Answer", "Clock", "Endpoint", "Failure", "Fence", "Kind", "Masked", "Message", "system", "user"]
