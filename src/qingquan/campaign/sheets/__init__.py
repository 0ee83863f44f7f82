"""The organs' spreadsheets: a template with drop-downs out, rows and complaints in, findings back as comments."""
