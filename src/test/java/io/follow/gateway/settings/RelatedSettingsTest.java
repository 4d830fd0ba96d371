package io.follow.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class RelatedSettingsTest {

    private final MockEnvironment environment = new MockEnvironment();
    private final RelatedSettings settings = new RelatedSettings(environment);

    @Test
    void refuseTwoKeysWithOneName() {
        environment.setProperty("gateway.keys.process", "jobs");
        environment.setProperty("gateway.keys.result", "results");
        environment.setProperty("gateway.keys.dead-letter", "jobs");
        assertRefused(
                settings::checkKeys,
                "GATEWAY_KEYS_PROCESS and GATEWAY_KEYS_DEADLETTER are both \"jobs\", expected a different name for"
                        + " each");
    }

    @Test
    void refuseNoWorkersForTheEmbeddedServer() {
        environment.setProperty("IMG_GW_WORKERS", "0");
        assertRefused(
                settings::checkWorkers,
                "IMG_GW_WORKERS is 0 and the gateway starts its own server, whose jobs no other process can read; expected"
                        + " 1 or more, or a server such as REDIS_URL");
    }

    @Test
    void takeNoWorkersForAServer() {
        environment.setProperty("IMG_GW_WORKERS", "0");
        environment.setProperty("REDIS_URL", "redis://valkey");
        assertThatCode(settings::checkWorkers).doesNotThrowAnyException();
    }

    @Test
    void refuseNoWorkersThatAPropertySetsForTheEmbeddedServer() {
        environment.setProperty("IMG_GW_WORKERS", "2");
        environment.setProperty("gateway.workers", "0");
        assertRefused(
                settings::checkWorkers,
                "gateway.workers is 0 and the gateway starts its own server, whose jobs no other process can read; expected"
                        + " 1 or more, or a server such as REDIS_URL");
    }

    @Test
    void takeWorkersThatAPropertySets() {
        environment.setProperty("IMG_GW_WORKERS", "0");
        environment.setProperty("gateway.workers", "2");
        assertThatCode(settings::checkWorkers).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many"})
    void refuseAPropertyThatIsNoNumberOfWorkers(String workers) {
        environment.setProperty("REDIS_URL", "redis://valkey");
        environment.setProperty("gateway.workers", workers);
        assertRefused(
                settings::checkWorkers,
                "gateway.workers is \"" + workers + "\", expected a whole number from 0 to 1024");
    }

    @Test
    void refuseTlsFilesWithoutTls() {
        environment.setProperty("REDIS_TLS_CA", "ca.crt");
        environment.setProperty("REDIS_URL", "redis://valkey");
        assertRefused(
                settings::checkCredentials,
                "REDIS_TLS_CA is set and TLS is not used, expected a REDIS_URL that begins with rediss://");
    }

    @Test
    void refuseTlsFilesForTheEmbeddedServer() {
        environment.setProperty("REDIS_TLS_CA", "ca.crt");
        assertRefused(
                settings::checkCredentials,
                "REDIS_TLS_CA is set and TLS is not used, expected a REDIS_URL that begins with rediss://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_URL=rediss://valkey", "REDIS_CLUSTER_NODES=a:1"})
    void takeTlsFilesForAServer(String server) {
        environment.setProperty("REDIS_TLS_CA", "ca.crt");
        environment.setProperty(server.split("=", 2)[0], server.split("=", 2)[1]);
        assertThatCode(settings::checkCredentials).doesNotThrowAnyException();
    }

    @Test
    void refuseACertificateWithoutItsKey() {
        environment.setProperty("REDIS_TLS_CERT", "gateway.crt");
        assertRefused(
                settings::checkCredentials,
                "REDIS_TLS_CERT and REDIS_TLS_KEY belong together, only one of them is set");
    }

    @Test
    void refuseHalfOfTheCredentialsOfAStoreByTheNameThatWasGiven() {
        environment.setProperty("MINIO_ACCESS_KEY_ID", "id");
        assertRefused(
                settings::checkCredentials,
                "MINIO_ACCESS_KEY_ID and IMG_GW_S3_SECRET_ACCESS_KEY belong together, only one of them is set");
    }

    @Test
    void takeAServiceOfKubernetesForNoServer() {
        environment.setProperty("REDIS_URL", "tcp://10.0.0.1:6379");
        assertThat(settings.isEmbedded()).isTrue();
    }

    private static void assertRefused(ThrowingCallable check, String line) {
        assertThatThrownBy(check).isInstanceOf(InvalidSettingException.class).hasMessage(line);
    }
}
