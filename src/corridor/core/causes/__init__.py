"""What is told of areas of origin, laid beside departures: association, never cause."""
