"""The steps of a recovery, one file each: plain functions of a :class:`flows.case.Case` that give a frozen noun."""
