"""The guard's own model: a small encoder that reads a post together with who posts it, when, and what it answers.

``reading`` writes a text out as the model reads it, ``fields`` says what stands around it, ``wordpiece`` cuts both into
tokens, ``network`` runs the weights, ``judge`` turns what they say into findings. ``training/`` holds the recipe.
"""

SHIPS = True
"""Say whether the weights are part of this version, so that `guard check` reads with them unless told otherwise."""
