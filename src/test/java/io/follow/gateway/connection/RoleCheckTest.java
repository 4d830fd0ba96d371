package io.follow.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.component.streams.client.WorkerConnection;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.CommandType;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the first primary is asked. */
class RoleCheckTest {

    private static final InetSocketAddress FORMER = InetSocketAddress.createUnresolved("former", 6379);
    private static final InetSocketAddress PRIMARY = InetSocketAddress.createUnresolved("primary", 6379);

    private final List<InetSocketAddress> asked = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private @Nullable RedisException failure;

    private final RoleCheck roles = new RoleCheck(
            place -> {
                asked.add(place);
                return new Server();
            },
            tasks::add);

    private final class Server implements WorkerConnection {

        @Override
        public Object call(CommandType command, List<String> arguments) {
            if (failure != null) {
                throw failure;
            }
            return List.of("master", 0L, List.of());
        }

        @Override
        public void close() {}
    }

    @Test
    void theCallerDoesNotWaitForTheAnswer() {
        // when
        roles.begin(PRIMARY);
        roles.begin(PRIMARY);

        // then
        assertThat(asked).isEmpty();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void aServerThatDoesNotAnswerIsNotTheLastThatIsAsked() {
        // given
        failure = new RedisConnectionException("refused");
        roles.begin(FORMER);
        tasks.remove().run();

        // when
        failure = null;
        roles.begin(PRIMARY);
        tasks.remove().run();
        roles.begin(PRIMARY);

        // then
        assertThat(asked).containsExactly(FORMER, PRIMARY);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aMissingPermissionIsAnAnswer() {
        // given
        failure = new RedisCommandExecutionException("NOPERM this user has no permissions to run the 'role' command");
        roles.begin(PRIMARY);
        tasks.remove().run();

        // when
        roles.begin(PRIMARY);

        // then
        assertThat(tasks).isEmpty();
    }
}
