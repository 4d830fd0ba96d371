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
 * One client of the event stream. It has no thread: whoever has something to send, or is told by the container that the
 * client takes more, writes what there is and leaves. One thread at a time writes; who comes meanwhile leaves a note in
 * {@link #turns} for it instead of waiting, because the container may hold locks of its own.
 */
final class StatusStream implements LiveClient, WriteListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(StatusStream.class);

    /** Much longer than a write that does not block; waiting for one that hangs would hold a thread of the container. */
    private static final long MOST_MILLIS_OF_A_WRITE = 5_000;

    /** Frames that may wait for a client that does not read; some 64 kB. */
    static final int MOST_WAITING = 256;

    private final EventFrames frames;
    private final StatusStreams streams;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Held by whoever uses what the container has lent. */
    private final ReentrantLock using = new ReentrantLock();

    private volatile boolean ready;
    private volatile boolean finished;
    private volatile boolean overflowed;
    private volatile @Nullable AsyncContext context;
    private volatile Runnable onClose = () -> {};

    /** Only of the thread whose turn it is. */
    private boolean unflushed;

    StatusStream(EventFrames frames, StatusStreams streams) {
        this.frames = frames;
        this.streams = streams;
        add(EventFrames.HEAD.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Begins to write. What was told before is kept.
     *
     * @param whenClosed called once when the client is gone or has been told everything
     */
    void start(AsyncContext started, Runnable whenClosed) {
        onClose = whenClosed;
        context = started;
        started.setTimeout(streams.longest().toMillis());
        started.addListener(this);
        try {
            started.getResponse().getOutputStream().setWriteListener(this);
        } catch (IOException e) {
            LOG.debug("an event stream did not begin: {}", String.valueOf(e.getMessage()));
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
     * Once the container has said no, it writes on a thread of its own until it calls back, and must not even be asked
     * meanwhile. The note is made before the question, because the call may come before the answer has been seen.
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
     * The container is about to lend the same objects to another request. A failed write still notes its failure in them on
     * its way back to us, which would end that one: so the way back has to be over before the container goes on.
     */
    private void giveBack() {
        leave();
        try {
            if (using.tryLock(MOST_MILLIS_OF_A_WRITE, TimeUnit.MILLISECONDS)) {
                using.unlock();
            } else {
                LOG.warn("a write to an event stream hangs, another request may be ended by it");
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
        LOG.debug("the container gave an event stream up: {}", String.valueOf(event.getThrowable()));
        giveBack();
        event.getAsyncContext().complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        LOG.debug("an event stream has been open for as long as it may");
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
