package io.follow.gateway.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.follow.gateway.contract.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/** Keys that lead out of their store, where there is something to read and room to write. */
@ExtendWith(FaultEnvironmentExtension.class)
class StorageKeyIT {

    private static final String LINK = "link";

    private final FaultEnvironment environment;
    private final Path outside;
    private final List<Path> links;

    StorageKeyIT(FaultEnvironment environment) {
        this.environment = environment;
        Path data = environment.directories().data();
        outside = data.resolve("outside");
        links = List.of(
                data.resolve("incoming").resolve(LINK),
                data.resolve("processed").resolve(LINK));
    }

    @BeforeEach
    void putSomethingOutside() throws IOException {
        Files.createDirectories(outside);
        Files.write(outside.resolve("photo.jpg"), FaultyJobs.small());
        for (Path link : links) {
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, outside);
        }
    }

    @AfterEach
    void remove() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
        FileSystemUtils.deleteRecursively(outside);
    }

    /** Each leads to the photo outside, or to a place beside it. */
    private Stream<String> keys() {
        return Stream.of(
                "../outside/photo.jpg",
                "raw/../../outside/photo.jpg",
                outside.resolve("photo.jpg").toString(),
                LINK + "/photo.jpg",
                LINK + "/new.jpg",
                "../outside/new.jpg",
                outside.resolve("new.jpg").toString(),
                "a//b.jpg",
                "a/./b.jpg",
                "a\0b.jpg",
                "../outside/photo.jpg\0.png");
    }

    @Test
    void nothingIsReadFromOutsideTheSourceStore() {
        refuses(key -> FaultyJobs.plain().with("source_key", key));
    }

    @Test
    void nothingIsWrittenOutsideTheTargetStore() {
        refuses(key -> {
            Job job = FaultyJobs.plain();
            environment.directories().putSource(job, FaultyJobs.small());
            return job.with("storage_key", key);
        });
    }

    private void refuses(Function<String, Job> newJob) {
        // given
        List<Job> jobs = keys().map(newJob).toList();
        List<Path> before = FileTree.filesIn(environment.directories().data());

        // when
        environment.countFault();
        List<SubmittedJob> submitted = jobs.stream().map(environment::add).toList();

        // then
        assertThat(submitted).allSatisfy(job -> assertThat(environment.resultOf(job))
                .containsEntry("error_code", "INVALID_STORAGE_KEY"));
        assertThat(FileTree.filesIn(environment.directories().data())).isEqualTo(before);
        assertThat(outside.resolve("photo.jpg")).hasBinaryContent(FaultyJobs.small());
    }
}
