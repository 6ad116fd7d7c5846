"""Prints the state of each shipment as it changes.

    pip install confluent-kafka[avro]
    KAFKA_USER=… KAFKA_PASSWORD=… python follow_shipments.py

Ask for the role logistics_shipment_events_consumer first. The message key is shipment_id, so all events of one parcel come
from one partition, in the order in which they were recorded.
"""
import os

from confluent_kafka import DeserializingConsumer
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer

registry = SchemaRegistryClient({"url": "https://schemas.acme.example"})
consumer = DeserializingConsumer({
    "bootstrap.servers": "kafka.acme.example:9093",
    "security.protocol": "SASL_SSL",
    "sasl.mechanism": "SCRAM-SHA-512",
    "sasl.username": os.environ["KAFKA_USER"],
    "sasl.password": os.environ["KAFKA_PASSWORD"],
    "group.id": "my-team.follow-shipments",
    "auto.offset.reset": "earliest",
    "value.deserializer": AvroDeserializer(registry),
})
consumer.subscribe(["logistics.shipment-events.v1"])

seen: set[str] = set()                 # at least once: the same event may come twice
last_event: dict[str, dict] = {}       # by shipment_id
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    event = message.value()
    if event["event_id"] in seen:
        continue
    seen.add(event["event_id"])
    known = last_event.get(event["shipment_id"])
    if known is None or event["occurred_at"] > known["occurred_at"]:
        last_event[event["shipment_id"]] = event
        print(event["shipment_id"], event["event_type"], event["occurred_at"])
