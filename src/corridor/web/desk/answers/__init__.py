"""Once for all: the reports and questionnaires of each forum, from the same entries."""
