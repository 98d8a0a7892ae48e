"""Treaty status: which State is bound by what, as of which day."""
