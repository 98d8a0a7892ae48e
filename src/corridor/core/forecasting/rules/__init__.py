"""The decisions of forecasts."""
