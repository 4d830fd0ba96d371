package io.follow.gateway.component.streams.read;

/**
 * Prepares the server for reading: checks the permissions and creates the consumer group where it is missing. Used by the
 * reader's thread only.
 */
final class GroupSetup {

    private final ConsumerGroup group;
    private final ReaderLimits limits;

    private GroupStart start;
    private boolean created;
    private int losses;

    GroupSetup(ConsumerGroup group, ReaderLimits limits) {
        this.group = group;
        this.limits = limits;
        this.start = group.start();
    }

    /** Called before each read. */
    void prepare() throws InterruptedException {
        if (!created) {
            limits.check().run();
            limits.trial().run();
            group.create(start);
            // A group that is lost later starts with all entries again, because some might be missed otherwise.
            start = GroupStart.START;
            created = true;
        }
    }

    void readSucceeded() {
        losses = 0;
    }

    /**
     * Called after a failed read; the next one prepares again.
     *
     * @param groupMissing whether it failed because there is no group
     * @return whether the group is missing for the first time since the last successful read
     */
    boolean isFirstLoss(boolean groupMissing) {
        created = false;
        return groupMissing && losses++ == 0;
    }
}
