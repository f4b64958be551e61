"""The query language of SensorThings (OData 4), read within bounds; knows no tables."""
