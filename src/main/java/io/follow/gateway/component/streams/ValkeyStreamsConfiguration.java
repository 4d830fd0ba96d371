package io.follow.gateway.component.streams;

import io.follow.gateway.component.streams.entry.Acknowledge;
import io.follow.gateway.component.streams.entry.Destinations;
import io.follow.gateway.component.streams.read.GroupStart;
import io.follow.gateway.component.streams.read.ReadGate;
import java.time.Duration;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint. Durations are held in milliseconds. */
@UriParams
public class ValkeyStreamsConfiguration implements Cloneable {

    /** The value of an unset stream: Camel needs one to build a URI from parameters. */
    static final String AUTO = "auto";

    @UriPath(
            defaultValue = AUTO,
            description =
                    "The stream to read from or to add to. By default a consumer reads the stream of its pipeline; a producer adds to the stream that the NewEntry names, and a settling producer to the streams that the consumer of the entry names")
    @Metadata(required = true)
    private String stream = AUTO;

    @UriParam(
            label = "consumer",
            description =
                    "The name of the pipeline that this consumer serves. It determines the defaults of stream, group, resultStream and deadLetterStream: NAME:process, NAME-workers, NAME:result and NAME:process:dlq")
    private @Nullable String pipeline;

    @UriParam(
            label = "consumer",
            description =
                    "Reads the results of the pipeline instead of its jobs. A value KIND:NAME determines the defaults of group (KIND-NAME), deadLetterStream (PIPELINE:KIND:NAME:dlq) and replayStream (PIPELINE:KIND:NAME:replay). Requires pipeline and deleteEntries=false")
    private @Nullable String subscription;

    @UriParam(
            label = "consumer",
            description =
                    "A second stream that the same group and route read, one entry at a time. Its entries are deleted when they are settled")
    private @Nullable String replayStream;

    @UriParam(
            label = "consumer",
            description = "The stream to which a settling producer without a stream adds the results of these entries")
    private @Nullable String resultStream;

    @UriParam(
            label = "consumer",
            description = "The consumer group. Created where it is missing (XGROUP CREATE ... MKSTREAM)")
    private @Nullable String group;

    @UriParam(
            label = "consumer",
            defaultValue = "START",
            description =
                    "Where a group starts that is missing when the consumer starts: START at the oldest entry in the stream (XGROUP CREATE ... 0), NOW with entries added from then on ($). A group that is lost later is created again at the oldest entry, so that nothing is missed")
    private GroupStart groupStart = GroupStart.START;

    @UriParam(
            label = "consumer",
            description =
                    "The name of this consumer in its group. Only one process may use it at a time; a consumer that keeps its name across a restart gets its own entries back at once. Default: host name, process id and a random part")
    private @Nullable String consumer;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "The number of entries processed concurrently. With 0, the consumer reads nothing and leaves the entries to other processes")
    private int concurrentConsumers = 1;

    @UriParam(
            label = "consumer",
            defaultValue = "5m",
            javaType = "java.time.Duration",
            description =
                    "The idle time after which another consumer claims an entry (XCLAIM). The idle time of entries in progress is reset three times within it, so processing may take longer")
    private long minIdleTime = 300_000;

    @UriParam(
            label = "consumer",
            defaultValue = "3",
            description =
                    "The maximum number of deliveries that are processed. A further delivery goes to the error handler with a DeliveryLimitException instead")
    private int maxDeliveries = 3;

    @UriParam(
            label = "consumer",
            defaultValue = "1s",
            javaType = "java.time.Duration",
            description = "How long a read blocks on the server (XREADGROUP ... BLOCK)")
    private long blockTimeout = 1_000;

    @UriParam(
            label = "consumer",
            defaultValue = "100",
            description =
                    "The number of entries that may wait for redelivery (asyncDelayedRedelivery) before reading pauses. Waiting entries occupy no worker")
    private int maxPendingRedeliveries = 100;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10m",
            javaType = "java.time.Duration",
            description =
                    "How long an asynchronous step may take. An exchange that Camel has not completed by then is abandoned, and its entry is redelivered after minIdleTime. Waiting for redelivery does not count. 0 disables the limit")
    private long asyncTimeout = 600_000;

    @UriParam(
            label = "consumer",
            defaultValue = "COMPLETION",
            description =
                    "What acknowledges an entry: the completion of its exchange without an error, or only a producer with settle=true")
    private Acknowledge acknowledge = Acknowledge.COMPLETION;

    @UriParam(
            label = "consumer",
            defaultValue = "true",
            description =
                    "Whether an acknowledged entry (XACK) is deleted from the stream as well (XDEL). Must be false if several groups read the stream")
    private boolean deleteEntries = true;

    @UriParam(
            label = "consumer",
            description =
                    "Whether the fields of an entry are copied to headers as well; fields named Camel... never are")
    private boolean fieldsAsHeaders;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "A bean that decides whether new entries are read. Entries in progress continue while it is closed")
    private @Nullable ReadGate gate;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description =
                    "How often the permissions of the user on the server are checked. While one is missing, no entries are read, and the consumer is not ready")
    private long permissionCheckInterval = 10_000;

    @UriParam(
            label = "producer",
            description =
                    "Settles the entry that the exchange carries: adds the body to the stream, acknowledges and deletes the entry, in one script. The body is a Map of fields or a Settlement")
    private boolean settle;

    @UriParam(
            label = "common",
            description =
                    "The stream to which the dead letter of a Settlement is added. That of the consumer applies to settling producers without a stream")
    private @Nullable String deadLetterStream;

    @UriParam(
            label = "common",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "How long added entries are retained, for a consumer those of its resultStream. 0 retains all. An entry that a consumer group has not acknowledged is never trimmed (XTRIM MINID)")
    private long retention;

    @UriParam(
            label = "producer",
            description =
                    "A Simple expression that identifies the entry. An entry is added once per value and stream, and adding is retried until its outcome is known")
    private @Nullable String idempotentKey;

    @UriParam(
            label = "producer",
            defaultValue = "1h",
            javaType = "java.time.Duration",
            description =
                    "How long values of idempotentKey are remembered (SET ... PX). Adding is retried for at most half of it")
    private long idempotentExpiry = 3_600_000;

    /** Whether a stream is named. */
    boolean hasStream() {
        return !stream.isBlank() && !stream.equals(AUTO);
    }

    public String getStream() {
        return stream;
    }

    public void setStream(String stream) {
        this.stream = stream;
    }

    public @Nullable String getPipeline() {
        return pipeline;
    }

    public void setPipeline(@Nullable String pipeline) {
        this.pipeline = pipeline;
    }

    public @Nullable String getSubscription() {
        return subscription;
    }

    public void setSubscription(@Nullable String subscription) {
        this.subscription = subscription;
    }

    public @Nullable String getReplayStream() {
        return replayStream;
    }

    public void setReplayStream(@Nullable String replayStream) {
        this.replayStream = replayStream;
    }

    public @Nullable String getResultStream() {
        return resultStream;
    }

    public void setResultStream(@Nullable String resultStream) {
        this.resultStream = resultStream;
    }

    public @Nullable String getGroup() {
        return group;
    }

    public void setGroup(@Nullable String group) {
        this.group = group;
    }

    public GroupStart getGroupStart() {
        return groupStart;
    }

    public void setGroupStart(GroupStart groupStart) {
        this.groupStart = groupStart;
    }

    public @Nullable String getConsumer() {
        return consumer;
    }

    public void setConsumer(@Nullable String consumer) {
        this.consumer = consumer;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public long getMinIdleTime() {
        return minIdleTime;
    }

    public void setMinIdleTime(long minIdleTime) {
        this.minIdleTime = minIdleTime;
    }

    public int getMaxDeliveries() {
        return maxDeliveries;
    }

    public void setMaxDeliveries(int maxDeliveries) {
        this.maxDeliveries = maxDeliveries;
    }

    public long getBlockTimeout() {
        return blockTimeout;
    }

    public void setBlockTimeout(long blockTimeout) {
        this.blockTimeout = blockTimeout;
    }

    public int getMaxPendingRedeliveries() {
        return maxPendingRedeliveries;
    }

    public void setMaxPendingRedeliveries(int maxPendingRedeliveries) {
        this.maxPendingRedeliveries = maxPendingRedeliveries;
    }

    public long getAsyncTimeout() {
        return asyncTimeout;
    }

    public void setAsyncTimeout(long asyncTimeout) {
        this.asyncTimeout = asyncTimeout;
    }

    public Acknowledge getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(Acknowledge acknowledge) {
        this.acknowledge = acknowledge;
    }

    public boolean isDeleteEntries() {
        return deleteEntries;
    }

    public void setDeleteEntries(boolean deleteEntries) {
        this.deleteEntries = deleteEntries;
    }

    public boolean isFieldsAsHeaders() {
        return fieldsAsHeaders;
    }

    public void setFieldsAsHeaders(boolean fieldsAsHeaders) {
        this.fieldsAsHeaders = fieldsAsHeaders;
    }

    public @Nullable ReadGate getGate() {
        return gate;
    }

    public void setGate(@Nullable ReadGate gate) {
        this.gate = gate;
    }

    public long getPermissionCheckInterval() {
        return permissionCheckInterval;
    }

    public void setPermissionCheckInterval(long permissionCheckInterval) {
        this.permissionCheckInterval = permissionCheckInterval;
    }

    public boolean isSettle() {
        return settle;
    }

    public void setSettle(boolean settle) {
        this.settle = settle;
    }

    public @Nullable String getDeadLetterStream() {
        return deadLetterStream;
    }

    public void setDeadLetterStream(@Nullable String deadLetterStream) {
        this.deadLetterStream = deadLetterStream;
    }

    public long getRetention() {
        return retention;
    }

    public void setRetention(long retention) {
        this.retention = retention;
    }

    public @Nullable String getIdempotentKey() {
        return idempotentKey;
    }

    public void setIdempotentKey(@Nullable String idempotentKey) {
        this.idempotentKey = idempotentKey;
    }

    public long getIdempotentExpiry() {
        return idempotentExpiry;
    }

    public void setIdempotentExpiry(long idempotentExpiry) {
        this.idempotentExpiry = idempotentExpiry;
    }

    /** Returns the streams to which the entries of this consumer are settled. */
    Destinations destinations() {
        return new Destinations(pipeline, resultStream, deadLetterStream, Duration.ofMillis(retention));
    }

    /** Returns the streams to which a settling producer with its own stream settles entries. */
    Destinations destinationsOfProducer() {
        return new Destinations(null, stream, deadLetterStream, Duration.ofMillis(retention));
    }

    /** Sets the options that are derived from the name of the pipeline, unless they are already set. */
    void complete(PipelineStrategy strategy) {
        String name = pipeline;
        if (name == null) {
            return;
        }
        if (subscription != null) {
            completeSubscription(strategy.subscriptionOf(name, subscription));
            return;
        }
        PipelineStrategy.Names names = strategy.namesOf(name);
        stream = hasStream() ? stream : names.stream();
        group = group == null ? names.group() : group;
        resultStream = resultStream == null ? names.resultStream() : resultStream;
        deadLetterStream = deadLetterStream == null ? names.deadLetterStream() : deadLetterStream;
    }

    private void completeSubscription(PipelineStrategy.SubscriptionNames names) {
        stream = hasStream() ? stream : names.stream();
        group = group == null ? names.group() : group;
        deadLetterStream = deadLetterStream == null ? names.deadLetterStream() : deadLetterStream;
        replayStream = replayStream == null ? names.replayStream() : replayStream;
    }

    /** The options of the consumer that reads the {@code replayStream}. */
    ValkeyStreamsConfiguration ofReplays(String replays) {
        ValkeyStreamsConfiguration own = copy();
        own.setStream(replays);
        own.setReplayStream(null);
        own.setDeleteEntries(true);
        own.setGroupStart(GroupStart.START);
        own.setConcurrentConsumers(1);
        return own;
    }

    /** Fails with a message of one line if an option of a producer is invalid. */
    void checkProducer() {
        require(idempotentExpiry >= 1000, "idempotentExpiry", idempotentExpiry, "1000 ms or more");
        require(!settle || idempotentKey == null, "idempotentKey", String.valueOf(idempotentKey), "none with settle");
    }

    /** Fails with a message of one line if an option of a consumer is invalid. */
    void checkConsumer() {
        require(hasStream(), "stream", stream, "the name of a stream, or the option pipeline");
        require(group != null && !group.isBlank(), "group", String.valueOf(group), "the name of a consumer group");
        require(subscription == null || pipeline != null, "subscription", subscription, "the option pipeline with it");
        require(subscription == null || !deleteEntries, "deleteEntries", deleteEntries, "false with subscription");
        require(concurrentConsumers >= 0, "concurrentConsumers", concurrentConsumers, "0 or more");
        require(minIdleTime >= 100, "minIdleTime", minIdleTime, "100 ms or more");
        require(maxDeliveries >= 1, "maxDeliveries", maxDeliveries, "1 or more");
        require(blockTimeout >= 1, "blockTimeout", blockTimeout, "1 ms or more");
        require(maxPendingRedeliveries >= 0, "maxPendingRedeliveries", maxPendingRedeliveries, "0 or more");
        require(asyncTimeout >= 0, "asyncTimeout", asyncTimeout, "0 or more");
        require(permissionCheckInterval >= 1, "permissionCheckInterval", permissionCheckInterval, "1 ms or more");
    }

    private void require(boolean holds, String option, @Nullable Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "valkey-streams:" + stream + ": " + option + "=" + value + ", expected " + expected);
        }
    }

    ValkeyStreamsConfiguration copy() {
        try {
            return (ValkeyStreamsConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
