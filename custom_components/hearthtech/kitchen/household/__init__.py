"""Small records of the household: frozen portions, standing purchases, shops, saved searches, barcodes."""
