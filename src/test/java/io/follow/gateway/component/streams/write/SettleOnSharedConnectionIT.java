package io.follow.gateway.component.streams.write;

import io.follow.gateway.component.streams.StreamsFixture;
import io.follow.gateway.component.streams.client.ValkeyConnections;

/** The same where workers have no connections of their own, as with a cluster or Sentinel. */
class SettleOnSharedConnectionIT extends SettleIT {

    @Override
    ValkeyConnections connect(StreamsFixture fixture) {
        return new ValkeyConnections(fixture.client);
    }
}
