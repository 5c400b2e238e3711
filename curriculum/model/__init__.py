"""The records of the course: what may stand in each data file."""
