package io.follow.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnreadGroupsTest {

    @Test
    void looksAtTheOtherPipelinesWhenOneCannotBeRead() throws InterruptedException {
        // given
        List<String> looked = new ArrayList<>();
        UnreadGroups groups = new UnreadGroups(
                () -> List.of("avatars", "image"),
                pipeline -> {
                    looked.add(pipeline);
                    throw new RedisException("away");
                },
                "webhook-",
                new SimpleMeterRegistry(),
                Clock.systemUTC());

        // when
        groups.look();

        // then
        assertThat(looked).containsExactly("avatars", "image");
    }
}
