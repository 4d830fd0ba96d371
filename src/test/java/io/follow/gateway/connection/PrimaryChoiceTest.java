package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.connection.SentinelPeer.Answer;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrimaryChoiceTest {

    private static final InetSocketAddress A = InetSocketAddress.createUnresolved("a", 1);
    private static final InetSocketAddress B = InetSocketAddress.createUnresolved("b", 1);
    private static final InetSocketAddress C = InetSocketAddress.createUnresolved("c", 1);
    private static final long LONG = PrimaryChoice.RESET_AFTER.toNanos();

    private final Set<InetSocketAddress> replicas = new HashSet<>();
    private final PrimaryChoice choice = new PrimaryChoice(3, replicas::contains);

    private boolean hear(long nanos, Answer... answers) {
        return choice.hear(List.of(answers), nanos);
    }

    private static Answer says(InetSocketAddress primary, long epoch) {
        return new Answer(primary, epoch);
    }

    @Test
    void takesTheLatestFailover() {
        hear(0, says(A, 4), says(B, 5), says(A, 4));
        assertThat(choice.primary()).isEqualTo(B);
        hear(1, says(B, 5), says(C, 6));
        assertThat(choice.primary()).isEqualTo(C);
    }

    @Test
    void waitsWhileTheNamedOneIsAReplica() {
        hear(0, says(A, 4));
        replicas.add(B);
        assertThat(hear(1, says(B, 5))).isTrue();
        assertThat(choice.primary()).isEqualTo(A);
        replicas.remove(B);
        assertThat(hear(2, says(B, 5))).isFalse();
        assertThat(choice.primary()).isEqualTo(B);
    }

    @Test
    void doesNotGoBackToAnEarlierOneThatAMinorityNames() {
        hear(0, says(B, 5), says(B, 5), says(A, 4));
        hear(1, says(A, 4));
        hear(LONG + 2, says(A, 4));
        assertThat(choice.primary()).isEqualTo(B);
    }

    @Test
    void remembersAFailoverThatKeptTheSamePrimary() {
        hear(0, says(B, 5));
        hear(1, says(B, 7));
        hear(2, says(A, 6));
        assertThat(choice.primary()).isEqualTo(B);
    }

    @Test
    void doesNotGoBackWhileMostHaveYetToHearOfTheFailover() {
        hear(0, says(A, 4), says(A, 4), says(B, 5));
        hear(1, says(A, 4), says(A, 4));
        hear(LONG / 2, says(A, 4), says(B, 5));
        hear(LONG + 2, says(A, 4), says(A, 4));
        assertThat(choice.primary()).isEqualTo(B);
    }

    @Test
    void followsMostSentinelsThatWereSetUpAnew() {
        hear(0, says(B, 5), says(B, 5), says(B, 5));
        hear(1, says(C, 0), says(C, 0));
        assertThat(choice.primary()).isEqualTo(B);
        hear(1 + LONG, says(C, 0), says(C, 0));
        assertThat(choice.primary()).isEqualTo(C);
        // and their next failover
        hear(2 + LONG, says(A, 1));
        assertThat(choice.primary()).isEqualTo(A);
    }

    @Test
    void countsAnewWhereMostSentinelsWereSetUpAnewForTheSamePrimary() {
        hear(0, says(B, 5));
        hear(1, says(B, 0), says(B, 0));
        hear(1 + LONG, says(B, 0), says(B, 0));
        hear(2 + LONG, says(C, 1));
        assertThat(choice.primary()).isEqualTo(C);
    }

    @Test
    void leavesAtOnceWhatSaysThatItIsAReplicaNow() {
        hear(0, says(B, 5), says(B, 5), says(B, 5));
        replicas.add(B);
        hear(1, says(C, 0));
        assertThat(choice.primary()).isEqualTo(C);
    }

    @Test
    void staysWhereBothSayThatTheyAreReplicas() {
        hear(0, says(B, 5));
        replicas.addAll(Set.of(B, C));
        assertThat(hear(1, says(C, 0))).isTrue();
        assertThat(choice.primary()).isEqualTo(B);
    }

    @Test
    void keepsItsChoiceWithoutAnyAnswer() {
        assertThat(hear(0)).isFalse();
        assertThat(choice.primary()).isNull();
        hear(1, says(B, 5));
        hear(2);
        assertThat(choice.primary()).isEqualTo(B);
    }
}
