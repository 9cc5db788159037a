"""The recipe: from the data folder to the weights, in one command (``python -m guard.judges.local_model.training``)."""
