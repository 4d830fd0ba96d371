package io.follow.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.follow.gateway.job.ErrorCode;
import io.follow.gateway.job.JobException;
import io.follow.gateway.job.StorageKey;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorePairTest {

    @TempDir
    Path place;

    private StorePair oneStore;
    private StorePair nested;
    private StorePair apart;

    @BeforeEach
    void openStores() {
        FileStore outer = FileStore.open(place.resolve("data"));
        oneStore = new StorePair(outer, outer, "webp");
        nested = new StorePair(outer, FileStore.open(place.resolve("data/processed")), "webp");
        apart = new StorePair(outer, FileStore.open(place.resolve("elsewhere")), "webp");
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg,  a.jpg,  true",
        "a.webp, a.webp, true",
        "a.webp, a.jpg,  true",
        "a.jpg,  a.webp, false",
        "a,      a.webp, false",
        "a.webp, a,      true",
        "b.jpg,  a.jpg,  false"
    })
    void findsASourceThatItsOwnOutputWouldReplace(String source, String target, boolean same) throws JobException {
        assertThat(oneStore.test(new StorageKey(source), new StorageKey(target)))
                .isEqualTo(same);
        assertThat(nested.test(new StorageKey("processed/" + source), new StorageKey(target)))
                .isEqualTo(same);
        assertThat(nested.test(new StorageKey(source), new StorageKey(target))).isFalse();
        assertThat(apart.test(new StorageKey(source), new StorageKey(target))).isFalse();
    }

    @Test
    void refusesATargetThatItsExtensionMakesTooLong() {
        StorageKey tooLong = new StorageKey("x".repeat(1020) + ".jpg");

        assertThatThrownBy(() -> apart.test(new StorageKey("a"), tooLong))
                .isInstanceOfSatisfying(
                        JobException.class, e -> assertThat(e.getCode()).isEqualTo(ErrorCode.INVALID_STORAGE_KEY));
    }
}
