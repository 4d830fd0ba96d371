package io.follow.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.follow.gateway.access.OperatorAccess;
import io.follow.gateway.component.streams.ValkeyStreamsComponent;
import io.follow.gateway.deadletter.DeadLetterKeys;
import io.follow.gateway.deadletter.DeadLetters;
import io.follow.gateway.deadletter.OriginalEntryIds;
import io.follow.gateway.embedded.EmbeddedServer;
import io.follow.gateway.embedded.Restart;
import io.follow.gateway.intake.OwnedSources;
import io.follow.gateway.job.WireTime;
import io.follow.gateway.operator.ConsumerGroups;
import io.follow.gateway.operator.JobCounters;
import io.follow.gateway.operator.JobHistory;
import io.follow.gateway.operator.JobQueue;
import io.follow.gateway.operator.OwnServerReport;
import io.follow.gateway.operator.RecentResults;
import io.follow.gateway.operator.Samples;
import io.follow.gateway.operator.StreamReports;
import io.follow.gateway.operator.UnreadGroups;
import io.follow.gateway.pipeline.PerPipeline;
import io.follow.gateway.pipeline.Pipeline;
import io.follow.gateway.pipeline.PipelineKeys;
import io.follow.gateway.pipeline.Pipelines;
import io.follow.gateway.startup.Instance;
import io.follow.gateway.status.StatusHash;
import io.follow.gateway.steps.http.AnswerProblem;
import io.follow.gateway.steps.http.DemoImage;
import io.follow.gateway.steps.operator.CheckOperator;
import io.follow.gateway.steps.operator.LetterRemoval;
import io.follow.gateway.steps.operator.ManageDeadLetters;
import io.follow.gateway.steps.operator.ManageGroups;
import io.follow.gateway.steps.operator.ManageLetterGroups;
import io.follow.gateway.steps.operator.OperatorLetters;
import io.follow.gateway.steps.operator.ShowResults;
import io.follow.gateway.steps.operator.ShowStreams;
import io.follow.gateway.storage.Stores;
import io.follow.gateway.webhook.Webhook;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of operator calls, and what they need. */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

    @Bean
    OriginalEntryIds originalEntryIds(ValkeyStreamsComponent component) {
        return new OriginalEntryIds(component.connections());
    }

    @Bean
    CheckOperator checkOperator(OperatorAccess access) {
        return new CheckOperator(access);
    }

    @Bean
    OperatorLetters operatorLetters(
            ValkeyStreamsComponent component, Pipelines pipelines, PerPipeline<StatusHash> hashes) {
        PerPipeline<DeadLetters> letters = new PerPipeline<>(name -> new DeadLetters(
                component.connections(), DeadLetterKeys.of(pipelines.keysOf(name)), hashes.of(name)::queued));
        return new OperatorLetters(
                letters,
                (pipeline, webhook) -> DeadLetters.ofWebhook(
                        component.connections(), DeadLetterKeys.ofWebhook(pipelines.keysOf(pipeline), webhook)));
    }

    @Bean
    LetterRemoval letterRemoval(Stores stores, OwnedSources sources) {
        return new LetterRemoval(stores, sources);
    }

    @Bean
    ManageDeadLetters deadLetters(OperatorLetters letters, LetterRemoval removal, Pipelines pipelines) {
        return new ManageDeadLetters(letters, removal, pipelines);
    }

    @Bean
    ManageLetterGroups letterGroups(OperatorLetters letters, LetterRemoval removal, Pipelines pipelines) {
        return new ManageLetterGroups(letters, removal, pipelines);
    }

    @Bean
    ShowResults showResults(
            ValkeyStreamsComponent component,
            Pipelines pipelines,
            PerPipeline<JobHistory> history,
            DemoImage images,
            ObjectMapper json) {
        PerPipeline<RecentResults> results = new PerPipeline<>(name -> new RecentResults(
                component.connections(), pipelines.keysOf(name).result()));
        return new ShowResults(results, history, pipelines, images, json);
    }

    @Bean
    PerPipeline<JobHistory> jobHistory(Clock clock) {
        return new PerPipeline<>(name -> new JobHistory(clock));
    }

    @Bean
    PerPipeline<ConsumerGroups> resultGroups(ValkeyStreamsComponent component, Pipelines pipelines) {
        return new PerPipeline<>(name -> new ConsumerGroups(
                component.connections(), pipelines.keysOf(name).result()));
    }

    @Bean
    ManageGroups groups(PerPipeline<ConsumerGroups> resultGroups) {
        return new ManageGroups(resultGroups);
    }

    @Bean
    UnreadGroups unreadGroups(
            Pipelines pipelines, PerPipeline<ConsumerGroups> resultGroups, MeterRegistry meters, Clock clock) {
        return new UnreadGroups(
                () -> pipelines.reading().stream().map(Pipeline::name).toList(),
                resultGroups::of,
                Webhook.GROUP_PREFIX,
                meters,
                clock);
    }

    @Bean
    PerPipeline<StreamReports> streamReports(ValkeyStreamsComponent component, Pipelines pipelines) {
        return new PerPipeline<>(name -> {
            PipelineKeys keys = pipelines.keysOf(name);
            return new StreamReports(
                    component.connections(), keys.process(), keys.group(), List.of(keys.result(), keys.deadLetter()));
        });
    }

    @Bean
    PerPipeline<JobCounters> jobCounters() {
        return new PerPipeline<>(name -> new JobCounters());
    }

    @Bean
    PerPipeline<Samples> samples(
            ValkeyStreamsComponent component, Pipelines pipelines, PerPipeline<JobCounters> counters, Clock clock) {
        return new PerPipeline<>(name -> {
            PipelineKeys keys = pipelines.keysOf(name);
            JobQueue queue = new JobQueue(component.connections(), keys.process(), keys.group(), keys.deadLetter());
            return new Samples(queue, counters.of(name), clock);
        });
    }

    @Bean
    ShowStreams showStreams(
            PerPipeline<StreamReports> reports,
            PerPipeline<Samples> samples,
            PerPipeline<JobHistory> history,
            Pipelines pipelines,
            Instance instance,
            ObjectProvider<EmbeddedServer> embedded) {
        EmbeddedServer own = embedded.getIfAvailable();
        return new ShowStreams(
                reports, samples, history, pipelines, instance.name(), () -> own == null ? null : report(own));
    }

    private static @Nullable OwnServerReport report(EmbeddedServer own) {
        Restart last = own.lastRestart();
        return last == null ? null : new OwnServerReport(last.count(), WireTime.format(last.at()), last.cause());
    }

    @Bean
    AnswerProblem answerProblem() {
        return new AnswerProblem();
    }
}
