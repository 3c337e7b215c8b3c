# Makes the topics, and brings the settings of those that exist to what stands here. Partitions are not changed: more of
# them would send a file's later slices to another partition than its earlier ones.
set -eu
kafka() {
  tool=$1
  shift
  "/opt/kafka/bin/$tool.sh" --bootstrap-server "$BOOTSTRAP_SERVERS" --command-config /etc/topics/client.properties "$@"
}
topic() {
  name=$1 partitions=$2 settings=$3
  kafka kafka-topics --create --if-not-exists --topic "$name" --partitions "$partitions" --replication-factor "$REPLICATION"
  kafka kafka-configs --alter --entity-type topics --entity-name "$name" --add-config "$settings"
}

day=86400000
# Raw text: keep these two short, and readable for the job alone (docs/operations.md).
topic logs.raw      "$PARTITIONS" "min.insync.replicas=2,retention.ms=$((3 * day)),max.message.bytes=1048588"
topic otlp_spans    "$PARTITIONS" "min.insync.replicas=2,retention.ms=$((3 * day))"
# Masked.
topic logs.dead     3 "min.insync.replicas=2,retention.ms=$((30 * day))"
topic sillok.ledger 3 "min.insync.replicas=2,cleanup.policy=compact,min.compaction.lag.ms=$((day / 24))"
