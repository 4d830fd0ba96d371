package io.follow.gateway.component.streams;

/** The same where workers have no connections of their own, as with a cluster or Sentinel. */
class SettleOnSharedConnectionIT extends SettleIT {

    @Override
    ValkeyConnections connect(StreamsFixture fixture) {
        return new ValkeyConnections(fixture.client);
    }
}
