"""The judges that guard.toml names: a language model in ``[llm]``, a moderation endpoint in ``[moderation]``.

Nothing of openai is imported here, nor while no post is sent.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from guard.config import Config
from guard.errors import CheckIncomplete
from guard.judges.base import Judge
from guard.model import Verdict
from guard.tally import ENGINES

if TYPE_CHECKING:
    from guard.llm.keys import Sealed


def asked(config: Config, llm: bool | None) -> bool:  # noqa: FBT001 - the option as it was given, or None
    """Say whether any endpoint may be asked: it is configured, and nobody has said ``--no-llm``.

    Raises:
        CheckIncomplete: ``--llm`` was given, and no language model is configured.
    """
    if llm and not config.llm.model:
        told = "--llm: guard.toml names no language model. Write its name into [llm] model, or leave the option out."
        raise CheckIncomplete(told)
    return llm is not False and bool(config.llm.model or config.moderation.model)


def optional(config: Config) -> frozenset[str]:
    """The engines that a check may lack and still be complete: a person must look then."""
    required = {"llm": config.llm.required, "moderation": config.moderation.required}
    return frozenset(engine for engine, needed in required.items() if not needed)


def incomplete(config: Config, verdict: Verdict) -> bool:
    """Say whether an engine failed that the check may not lack."""
    return any(getattr(verdict.checked, engine) == "failed" for engine in ENGINES - optional(config))


def own_model(wanted: bool | None = None) -> tuple[Judge, ...]:  # noqa: FBT001 - what --model or --no-model said
    """The guard's own model: where it ships, unless somebody said otherwise. It is loaded when it reads a post."""
    from guard.judges import local_model

    if not (local_model.SHIPS if wanted is None else wanted):
        return ()
    from guard.judges.local_model.judge import local_model as model

    return (model(),)


def judges(  # noqa: PLR0913 - each is one thing that a caller may want otherwise, all by name
    config: Config,
    *,
    llm: bool | None = None,
    folder: str = ".",
    run: str = "",
    share: int = 1,
    key: "Sealed | None" = None,
    explain: Callable[[str], None] | None = None,
) -> list[Judge]:
    """The judges of a configuration, in the order in which they are asked.

    ``llm`` is what ``--llm`` or ``--no-llm`` said. ``run`` names the run for its limit of tokens, ``share`` is among
    how many processes the connections are divided. ``key`` is the language model's, as a Prefect block gives it; the
    moderation endpoint is given it only where it is the same server.
    """
    if not asked(config, llm):
        return []
    found: list[Judge] = []
    if config.moderation.model:
        from guard.judges.openai_moderation import Moderated
        from guard.llm.moderating import Moderator

        moderator = Moderator(config.moderation, key=key if _is_one_server(config) else None)
        found.append(Moderated(config.moderation, moderator, folder=folder, explain=explain))
    if config.llm.model:
        from guard.judges.openai_chat import SecondReader
        from guard.llm import Endpoint

        settings = config.llm
        if llm and settings.ask == "never":
            settings = msgspec.structs.replace(settings, ask="always")
        places = max(1, settings.connections // share)
        found.append(SecondReader(settings, Endpoint(settings, key=key, run=run), explain=explain, connections=places))
    return found


def _is_one_server(config: Config) -> bool:
    """Say whether both endpoints are one and the same: a key goes to nobody whom it was not made for."""
    return bool(config.llm.model) and config.llm.base_url.rstrip("/") == config.moderation.base_url.rstrip("/")
