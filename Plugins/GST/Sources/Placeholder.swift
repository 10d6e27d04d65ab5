// GST
