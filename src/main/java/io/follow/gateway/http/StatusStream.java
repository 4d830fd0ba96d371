package io.follow.gateway.http;

import io.follow.gateway.live.LiveClient;
import io.follow.gateway.live.LiveEvent;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client of the event stream. It has no thread: a thread that has something to send, or that the container notifies
 * of writability, writes the queued frames and returns. One thread writes at a time; others leave a note in
 * {@link #turns} instead of waiting, because the container may hold locks of its own.
 */
final class StatusStream implements LiveClient, WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(StatusStream.class);

    /** Much longer than any non-blocking write; waiting for one that hangs would occupy a container thread. */
    private static final long MOST_MILLIS_OF_A_WRITE = 5_000;

    /** Maximum number of queued frames for a client that does not read; about 64 kB. */
    static final int MOST_WAITING = 256;

    private final EventFrames frames;
    private final StatusStreams streams;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Guards the request and response objects, which the container reuses. */
    private final ReentrantLock using = new ReentrantLock();

    private volatile boolean ready;
    private volatile boolean finished;
    private volatile boolean overflowed;
    private volatile @Nullable AsyncContext context;
    private volatile Runnable onClose = () -> {};

    /** Used by the writing thread only. */
    private boolean unflushed;

    StatusStream(EventFrames frames, StatusStreams streams) {
        this.frames = frames;
        this.streams = streams;
        add(EventFrames.HEAD.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Starts writing, beginning with the frames queued so far.
     *
     * @param whenClosed called once, when the client is gone or has received everything
     */
    void start(AsyncContext started, Runnable whenClosed) {
        onClose = whenClosed;
        context = started;
        started.setTimeout(streams.longest().toMillis());
        started.addListener(this);
        try {
            started.getResponse().getOutputStream().setWriteListener(this);
        } catch (IOException e) {
            LOG.debug("an event stream could not be started: {}", String.valueOf(e.getMessage()));
            started.complete();
        }
    }

    @Override
    public void tell(LiveEvent event) {
        if (size.get() >= MOST_WAITING) {
            overflowed = true;
        } else {
            add(frames.frame(event));
        }
        write();
    }

    @Override
    public void finish() {
        finished = true;
        write();
    }

    @Override
    public void onWritePossible() {
        ready = true;
        write();
    }

    private void add(byte[] frame) {
        size.incrementAndGet();
        waiting.add(frame);
    }

    private void write() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                writeWhatIsWaiting();
            } catch (IOException | IllegalStateException e) {
                // The container tells its listeners of the error too, and ends the request.
                LOG.debug("an event stream ended: {}", String.valueOf(e.getMessage()));
                leave();
            }
            seen = turns.addAndGet(-seen);
        } while (seen != 0);
    }

    private void writeWhatIsWaiting() throws IOException {
        using.lock();
        try {
            writeUnderLock();
        } finally {
            using.unlock();
        }
    }

    private void writeUnderLock() throws IOException {
        AsyncContext current = context;
        if (current == null || closed.get()) {
            return;
        }
        if (overflowed) {
            streams.droppedSlowClient();
            leave();
            current.complete();
            return;
        }
        ServletOutputStream out = current.getResponse().getOutputStream();
        while (mayWrite(out)) {
            byte[] frame = waiting.poll();
            if (frame != null) {
                size.decrementAndGet();
                out.write(frame);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                if (finished) {
                    leave();
                    current.complete();
                }
                return;
            }
        }
    }

    /**
     * Once the container has reported that it is not ready, it writes on its own thread until it calls back, and must
     * not be queried in the meantime. The flag is set before the query, because the callback may arrive before the
     * query returns.
     */
    private boolean mayWrite(ServletOutputStream out) {
        if (!ready) {
            return false;
        }
        ready = false;
        if (!out.isReady()) {
            return false;
        }
        ready = true;
        return true;
    }

    /**
     * The container is about to reuse these objects for another request. A failing write still records its failure in
     * them while it returns, which would terminate that request: so it must have returned before the container
     * continues.
     */
    private void giveBack() {
        leave();
        try {
            if (using.tryLock(MOST_MILLIS_OF_A_WRITE, TimeUnit.MILLISECONDS)) {
                using.unlock();
            } else {
                LOG.warn("a write to an event stream hangs; another request may be aborted by it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        if (closed.compareAndSet(false, true)) {
            waiting.clear();
            onClose.run();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("an event stream failed: {}", String.valueOf(failure));
        giveBack();
    }

    @Override
    public void onError(AsyncEvent event) {
        LOG.debug("the container closed an event stream: {}", String.valueOf(event.getThrowable()));
        giveBack();
        event.getAsyncContext().complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        LOG.debug("an event stream has reached its maximum lifetime");
        giveBack();
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        giveBack();
        streams.closed();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Never started twice.
    }
}
