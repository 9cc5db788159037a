"""The language model as a drafter: it words what the recovery knows, and knows nothing itself.

Where guard.toml names a model (``[llm]``), each step has its own wording improved here; without one, or when it fails,
lies or babbles, the step says what it would have said anyway. What decides (how grave it is, who was hurt and how many,
what may go out) never comes from a model.

- ``evidence``: what a model is given, each piece under an id of ours; what it says must cite them, or is dropped.
- ``answers``: what it may answer, as pydantic models.
- ``drafter``: asks once for each purpose, keeps the answer in the casebook, tells the timeline.
- ``naming``, ``hearing``, ``apologising``, ``answering``, ``learning``: one file for each step that is helped.

What people wrote below the post is hostile until proven otherwise: it is given as data between marks that nobody can
guess, without names of accounts, and cannot end its line (``guard.llm.Fence``).
"""
