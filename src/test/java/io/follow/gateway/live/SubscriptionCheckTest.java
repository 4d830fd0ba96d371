package io.follow.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnectionImpl;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** When the connection of a subscription counts as sound. */
class SubscriptionCheckTest {

    private static final InetSocketAddress ADDRESS = InetSocketAddress.createUnresolved("valkey", 6379);

    private final ManualTimer time = new ManualTimer();
    private final SubscriptionCheck check = new SubscriptionCheck(time::nanoTime);
    private final PubSubConnection connection = new PubSubConnection();

    private void connected() {
        check.expect();
        check.onRedisConnected(connection.handle, ADDRESS);
    }

    @Test
    void asksNothingWithoutAConnection() {
        check.expect();

        assertThat(check.isSound()).isTrue();
    }

    @Test
    void isSoundWhileEachQuestionIsAnsweredWithItsWord() {
        connected();

        assertThat(check.isSound()).isTrue();
        connection.answerRight();
        assertThat(check.isSound()).isTrue();
        connection.answerRight();
        assertThat(check.isSound()).isTrue();
        assertThat(connection.words).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void isUnsoundAfterTheAnswerToAnotherCommand() {
        // given
        connected();
        check.isSound();

        // when
        connection.answer("another word");

        // then
        assertThat(check.isSound()).isFalse();
    }

    @Test
    void isUnsoundWhenNoAnswerComesInTime() {
        // given
        connected();
        check.isSound();

        // when, then
        time.advance(SubscriptionCheck.PATIENCE.minusNanos(1));
        assertThat(check.isSound()).isTrue();
        time.advance(Duration.ofNanos(1));
        assertThat(check.isSound()).isFalse();
    }

    @Test
    void asksOneQuestionAtATime() {
        connected();

        check.isSound();
        check.isSound();

        assertThat(connection.words).hasSize(1);
    }

    @Test
    void aLostConnectionIsNoWrongAnswer() {
        // given
        connected();
        check.isSound();

        // when
        connection.fail();

        // then
        assertThat(check.isSound()).isTrue();
    }

    @Test
    void forgetsItsQuestionWhenTheClientHasConnectedAnew() {
        // given: a question went down with the connection
        connected();
        check.isSound();
        time.advance(SubscriptionCheck.PATIENCE);

        // when
        check.onRedisConnected(connection.handle, ADDRESS);

        // then
        assertThat(check.isSound()).isTrue();
        assertThat(connection.words).hasSize(2);
    }

    @Test
    void isUnsoundWhenTheClientDoesNotConnectAnewInTime() {
        // given
        connected();
        connection.isDown();
        assertThat(check.isSound()).isTrue();

        // when, then
        time.advance(SubscriptionCheck.PATIENCE.minusNanos(1));
        assertThat(check.isSound()).isTrue();
        time.advance(Duration.ofNanos(1));
        assertThat(check.isSound()).isFalse();
    }

    @Test
    void asksNothingOnAConnectionThatIsDown() {
        // given
        connected();
        connection.isDown();

        // when, then
        assertThat(check.isSound()).isTrue();
        assertThat(connection.words).isEmpty();
    }

    @Test
    void checksTheFirstSubscriptionAfterItWasToldToExpectOneAndNoOther() {
        // given
        PubSubConnection other = new PubSubConnection();
        connected();

        // when
        check.onRedisConnected(other.handle, ADDRESS);
        check.isSound();

        // then
        assertThat(connection.words).hasSize(1);
        assertThat(other.words).isEmpty();
    }

    @Test
    void doesNotTakeAConnectionForCommandsForTheSubscription() {
        // given
        check.expect();

        // when
        check.onRedisConnected(mock(StatefulRedisConnectionImpl.class), ADDRESS);
        check.onRedisConnected(connection.handle, ADDRESS);
        check.isSound();

        // then
        assertThat(connection.words).hasSize(1);
    }

    @Test
    void closesTheConnectionThatIsAbandonedAndAsksItNothingMore() {
        // given
        connected();

        // when
        check.abandon();

        // then
        verify(connection.handle).closeAsync();
        assertThat(check.isSound()).isTrue();
        assertThat(connection.words).isEmpty();
    }

    @Test
    void closesNothingThatItDoesNotKnow() {
        // given
        check.onRedisConnected(connection.handle, ADDRESS);

        // when: nobody said that a subscription was to be expected
        check.abandon();

        // then
        verify(connection.handle, never()).closeAsync();
    }

    /** A connection and the words of the questions that it was asked; the last one waits for its answer. */
    private static final class PubSubConnection {

        private final List<String> words = new ArrayList<>();
        private final StatefulRedisPubSubConnectionImpl<byte[], byte[]> handle;
        private CompletableFuture<byte[]> answer = new CompletableFuture<>();

        @SuppressWarnings("unchecked")
        PubSubConnection() {
            handle = mock(StatefulRedisPubSubConnectionImpl.class);
            RedisPubSubAsyncCommands<byte[], byte[]> commands = mock(RedisPubSubAsyncCommands.class);
            when(handle.isOpen()).thenReturn(true);
            when(handle.async()).thenReturn(commands);
            when(commands.dispatch(eq(CommandType.PING), any(CommandOutput.class), any(CommandArgs.class)))
                    .thenAnswer(call -> ask(call.getArgument(2)));
        }

        private PipelinedRedisFuture<byte[]> ask(CommandArgs<byte[], byte[]> arguments) {
            ByteBuf sent = Unpooled.buffer();
            arguments.encode(sent);
            // Length and word, a line each.
            words.add(sent.toString(StandardCharsets.US_ASCII).split("\r\n", -1)[1]);
            answer = new CompletableFuture<>();
            return new PipelinedRedisFuture<>(answer);
        }

        void answerRight() {
            answer(words.get(words.size() - 1));
        }

        void answer(String word) {
            answer.complete(word.getBytes(StandardCharsets.US_ASCII));
        }

        void fail() {
            answer.completeExceptionally(new RedisConnectionException("the connection was lost"));
        }

        void isDown() {
            when(handle.isOpen()).thenReturn(false);
        }
    }
}
