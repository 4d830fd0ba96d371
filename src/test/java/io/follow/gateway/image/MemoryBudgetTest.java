package io.follow.gateway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.follow.gateway.image.MemoryBudget.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final MemoryBudget budget = new MemoryBudget(100);

    @Test
    void givesBytesBackOnceHoweverOftenALeaseIsClosed() throws Exception {
        Lease lease = budget.acquire("image", 60, LONG);
        assertThat(lease.bytes()).isEqualTo(60);
        assertThat(budget.freeBytes()).isEqualTo(40);
        lease.close();
        lease.close();
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void chargesSharedBytesOnceUntilTheLastLeaseIsClosed() throws Exception {
        // given
        Lease lease = budget.acquire("image", 60, LONG);
        Lease shared = lease.share();
        assertThat(budget.freeBytes()).isEqualTo(40);
        // when
        lease.close();
        lease.close();
        // then
        assertThat(shared.bytes()).isEqualTo(60);
        assertThat(budget.freeBytes()).isEqualTo(40);
        // when
        shared.close();
        // then
        assertThat(budget.freeBytes()).isEqualTo(100);
        assertThatThrownBy(shared::share).isInstanceOf(IllegalStateException.class);
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void aResultOfBytesThatNobodySharesIsCoveredByThem() throws Exception {
        Lease lease = budget.acquire("image", 60, LONG);
        assertThat(lease.forResult(30)).isSameAs(lease);
        assertThat(budget.freeBytes()).isEqualTo(40);
    }

    @Test
    void aResultOfSharedBytesIsChargedAtOnceAlsoBeyondTheBudget() throws Exception {
        // given
        Lease lease = budget.acquire("image", 90, LONG);
        Lease shared = lease.share();

        // when
        Lease result = shared.forResult(30);

        // then
        assertThat(result.bytes()).isEqualTo(30);
        assertThat(budget.freeBytes()).isEqualTo(-20);
        assertThatThrownBy(() -> budget.acquire("image", 1, Duration.ZERO))
                .as("others wait until it is paid back")
                .isInstanceOf(ImageException.class);

        // when
        lease.close();
        shared.close();
        result.close();

        // then
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void refusesAtOnceWhatDoesNotFitBesideWhatTheRequestHolds() throws Exception {
        Lease lease = budget.acquire("image", 60, LONG);
        assertThatThrownBy(() -> budget.acquire("image", 50, lease.bytes(), LONG))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("50 bytes beside 60 for the same image")
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.WORKER_TOO_SMALL);
    }

    @Test
    void refusesMoreThanTheWholeBudgetAtOnceAndNamesBothFigures() {
        assertThatThrownBy(() -> budget.acquire("image", 101, LONG))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("101")
                .hasMessageContaining("100")
                .hasMessageContaining("-Xmx")
                .extracting(e -> ((ImageException) e).error())
                .isEqualTo(ImageError.WORKER_TOO_SMALL);
    }

    @Test
    void servesWhoAskedFirstEvenWhenALaterOneWouldFit() throws Exception {
        // given
        List<String> order = new CopyOnWriteArrayList<>();
        Lease held = budget.acquire("image", 60, LONG);
        Thread large = asking(100, "large", order);
        await().until(() -> budget.waiting() == 1);
        Thread small = asking(10, "small", order);
        await().until(() -> budget.waiting() == 2);
        // when
        held.close();
        large.join();
        small.join();
        // then
        assertThat(order).containsExactly("large", "small");
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void servesOneQueueAfterTheOther() throws Exception {
        // given: many of one queue wait before one of another
        List<String> order = new CopyOnWriteArrayList<>();
        Lease held = budget.acquire("avatars", 100, LONG);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(asking("avatars", 100, "avatar " + i, order));
            int expected = i + 1;
            await().until(() -> budget.waiting() == expected);
        }
        waiting.add(asking("image", 100, "photo", order));
        await().until(() -> budget.waiting() == 4);
        // when
        held.close();
        for (Thread thread : waiting) {
            thread.join();
        }
        // then
        assertThat(order).containsExactly("avatar 0", "photo", "avatar 1", "avatar 2");
    }

    private Thread asking(long bytes, String name, List<String> order) {
        return asking("image", bytes, name, order);
    }

    private Thread asking(String queue, long bytes, String name, List<String> order) {
        Thread thread = new Thread(() -> {
            try (Lease lease = budget.acquire(queue, bytes, LONG)) {
                order.add(name + (lease.bytes() == bytes ? "" : " got another size"));
            } catch (ImageException | InterruptedException e) {
                order.add(String.valueOf(e.getMessage()));
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void givesUpAfterItsPatienceAndLetsTheNextOneIn() throws Exception {
        try (Lease held = budget.acquire("image", 60, LONG)) {
            assertThatThrownBy(() -> budget.acquire("image", 50, Duration.ofMillis(5)))
                    .isInstanceOf(ImageException.class)
                    .extracting(e -> ((ImageException) e).error())
                    .isEqualTo(ImageError.PROCESS_FAILED);
            assertThat(held.bytes()).isEqualTo(60);
            assertThat(budget.waiting()).isZero();
            budget.acquire("image", 40, Duration.ZERO).close();
        }
    }

    @Test
    void chargesNothingToAnInterruptedWaiter() throws Exception {
        // given
        List<String> outcome = new CopyOnWriteArrayList<>();
        Lease held = budget.acquire("image", 60, LONG);
        Thread waiter = asking(50, "served", outcome);
        await().until(() -> budget.waiting() == 1);
        // when
        waiter.interrupt();
        waiter.join();
        held.close();
        // then
        assertThat(outcome).doesNotContain("served");
        assertThat(budget.freeBytes()).isEqualTo(100);
    }

    @Test
    void takesAShareOfTheHeapByDefault() {
        assertThat(MemoryBudget.ofHeap().totalBytes())
                .isEqualTo((long) (Runtime.getRuntime().maxMemory() * MemoryBudget.DEFAULT_HEAP_SHARE));
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        assertThatThrownBy(() -> new MemoryBudget(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> budget.acquire("image", -1, LONG)).isInstanceOf(IllegalArgumentException.class);
    }
}
