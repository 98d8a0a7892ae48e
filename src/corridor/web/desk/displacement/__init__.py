"""What followed a measure on its leg, on others and in harm, against comparison areas; and its harm check."""
