#!/bin/sh
# Asks for one shipment. Ask for the role logistics_delivery_delay_caller first; DELAY_TOKEN holds your token.
#
#   {"shipment_id": "s-00000017", "delay_probability": 0.64, "model_version": "1.3.0", "predicted_at": "…",
#    "reasons": [{"feature": "hours_since_pickup", "contribution": 0.81}, …]}
curl --fail-with-body --silent --show-error \
  --header "Authorization: Bearer ${DELAY_TOKEN:?set DELAY_TOKEN to your token}" \
  --json '{"shipment_id": "s-00000017"}' \
  https://api.acme.example/logistics/delivery-delay/v1/predictions
