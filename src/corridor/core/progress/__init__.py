"""What a State or organisation says it did about what it was asked, and what shows it."""
