"""Treaty status: who is bound on a day, and which sequences are impossible."""
