package io.follow.gateway.live;

import io.follow.gateway.job.ImageId;
import io.follow.gateway.job.JobId;
import io.follow.gateway.job.Stage;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.StreamMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Status hashes, results and events of a server that can be away, in memory. For one thread. */
final class FakeServer implements StatusSource, ResultReader, EventFeed {

    private final Map<ImageId, Map<String, String>> hashes = new HashMap<>();
    private final List<StreamMessage<String, String>> results = new ArrayList<>();
    private boolean away;
    private boolean resultsAway;
    private boolean listening;
    private int pagesRead;
    private Runnable onHashesRead = () -> {};

    /** A gateway writes a stage. */
    void reaches(String image, String jobId, Stage stage) {
        hashes.put(new ImageId(image), Fields.hash(jobId, stage));
    }

    /** A producer is about to add a job. */
    void queues(String image) {
        hashes.put(new ImageId(image), Fields.hash(Stage.QUEUED));
    }

    /** A gateway ends a job: result and hash at once. */
    void ends(String image, String jobId) {
        addResult(nextId(), Fields.processed(image, jobId));
        reaches(image, jobId, Stage.DONE);
    }

    void addResult(String entryId, Map<String, String> result) {
        results.add(new StreamMessage<>("image:result", entryId, result));
    }

    private String nextId() {
        return new JobId(1_000 + results.size(), 0).toString();
    }

    void forgetHash(String image) {
        hashes.remove(new ImageId(image));
    }

    /** All data is lost, as after a failover to an empty replica. */
    void losesItsData() {
        results.clear();
        hashes.clear();
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
        resultsAway = false;
    }

    /** The connection for commands is lost, the one for events is not. */
    void losesCommands() {
        resultsAway = true;
    }

    /** What happens on the server after the next read of hashes, before the reader sees the answer. */
    void afterNextHashesRead(Runnable change) {
        onHashesRead = change;
    }

    boolean isListenedTo() {
        return listening;
    }

    int pagesRead() {
        return pagesRead;
    }

    private static void refuseIf(boolean unreachable) {
        if (unreachable) {
            throw new RedisConnectionException("unable to connect");
        }
    }

    @Override
    public Map<ImageId, Map<String, String>> read(Collection<ImageId> images) {
        refuseIf(away);
        Map<ImageId, Map<String, String>> found = new HashMap<>(hashes);
        found.keySet().retainAll(images);
        Runnable change = onHashesRead;
        onHashesRead = () -> {};
        change.run();
        return found;
    }

    @Override
    public JobId last() {
        refuseIf(away || resultsAway);
        return results.isEmpty()
                ? new JobId(0, 0)
                : JobId.parse(results.get(results.size() - 1).getId());
    }

    @Override
    public List<StreamMessage<String, String>> after(JobId id) {
        refuseIf(away || resultsAway);
        pagesRead++;
        return results.stream()
                .filter(entry -> JobId.parse(entry.getId()).compareTo(id) > 0)
                .limit(PAGE)
                .toList();
    }

    @Override
    public void listen() {
        refuseIf(away);
        listening = true;
    }

    @Override
    public void rest() {
        listening = false;
    }
}
