"""The JSON Schema of an answer as servers with structured answers want it, and the answer read back.

OpenAI's strict mode asks that every object names all its properties as required and allows no other; length limits
of texts are left out because not every server knows them. The model itself checks them when the answer comes.
"""

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel

T = TypeVar("T", bound="BaseModel")

_LEFT_OUT = {"default", "title", "maxLength", "minLength", "examples"}


def schema_of(model: "type[BaseModel]") -> dict[str, Any]:
    """The strict schema of ``model``."""
    made: dict[str, Any] = _strict(model.model_json_schema())
    return made


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _named(key, value) for key, value in node.items() if key not in _LEFT_OUT}
    if "properties" in kept:
        kept.update(required=list(kept["properties"]), additionalProperties=False)
    return kept


def _named(key: str, value: Any) -> Any:
    """``properties`` and ``$defs`` hold names of our own, which may be called ``title``."""
    if key in {"properties", "$defs"}:
        return {name: _strict(each) for name, each in value.items()}
    return _strict(value)


def parse(text: str, model: type[T]) -> T | str:
    """The answer in ``text``, or a short sentence for the model about what is wrong with it.

    Servers without structured answers put JSON between other words or in a code block: the outermost braces count.
    """
    from pydantic import ValidationError

    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        return "It holds no JSON object."
    try:
        return model.model_validate_json(text[start : end + 1])
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)[:5]
        told = [f"{'.'.join(map(str, each['loc'])) or 'answer'}: {each['msg']}" for each in wrong]
        return "; ".join(told)
