"""Forecasts with a backtest beside each, and refusals where a forecast would be dishonest."""
