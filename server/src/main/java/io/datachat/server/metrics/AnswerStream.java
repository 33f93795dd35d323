package io.datachat.server.metrics;

import io.datachat.apex.answer.AnswerSink;
import io.datachat.apex.answer.CsvAnswer;
import io.datachat.apex.answer.JsonAnswer;
import io.datachat.apex.answer.request.MetricRequest.Format;
import io.datachat.apex.problem.Rejection;
import io.datachat.apex.query.Cancellation;
import io.datachat.server.access.Admission;
import io.datachat.server.access.Callers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends an answer while it arrives.
@Singleton
public final class AnswerStream {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerStream.class);
    private static final MediaType CSV = MediaType.of("text/csv; charset=utf-8; header=present");

    private final InFlight inFlight;
    private final Admission admission;

    AnswerStream(InFlight inFlight, Admission admission) {
        this.inFlight = inFlight;
        this.admission = admission;
    }

    /// Counts a question that is answered without rows.
    public void count(HttpRequest<?> http) {
        admission.enter(Callers.of(http)).close();
    }

    /// Runs `question` on a thread of its own; a client that goes away cancels it.
    ///
    /// @param zone of the question
    public HttpResponse<byte[]> answer(
            HttpRequest<?> http, Format format, ZoneId zone, BiConsumer<Cancellation, AnswerSink> question) {
        var place = admission.enter(Callers.of(http));
        var cancellation = inFlight.enter();
        var chunks = new Chunks(cancellation);
        var gone = whenGone(http, cancellation);
        Thread.ofVirtual().name("answer").start(() -> {
            try {
                question.accept(
                        cancellation,
                        format == Format.CSV ? new CsvAnswer(chunks, zone) : new JsonAnswer(chunks, zone));
                chunks.complete();
            } catch (Throwable failure) {
                if (chunks.streaming()) broken(failure, cancellation);
                chunks.fail(failure);
            } finally {
                gone.run();
                inFlight.leave(cancellation);
                place.close();
            }
        });
        var type = format == Format.CSV ? CSV : MediaType.APPLICATION_JSON_TYPE;
        var whole = begun(chunks);
        return whole.isPresent() ? HttpResponse.ok(whole.get()).contentType(type) : streamed(chunks, type);
    }

    /// Answers in one piece; a client that goes away cancels it.
    public HttpResponse<byte[]> whole(HttpRequest<?> http, Function<Cancellation, byte[]> question) {
        var place = admission.enter(Callers.of(http));
        var cancellation = inFlight.enter();
        var gone = whenGone(http, cancellation);
        try (place) {
            return HttpResponse.ok(question.apply(cancellation)).contentType(MediaType.APPLICATION_JSON_TYPE);
        } finally {
            gone.run();
            inFlight.leave(cancellation);
        }
    }

    /// The declared type says bytes even where the body is a publisher of them: of anything else the framework
    /// makes a JSON list, with brackets and commas between the chunks.
    @SuppressWarnings("unchecked")
    private static HttpResponse<byte[]> streamed(Chunks chunks, MediaType type) {
        return (HttpResponse<byte[]>)
                (HttpResponse<?>) HttpResponse.<Object>ok(chunks).contentType(type);
    }

    /// The request's own word counts more than the header, because a person wrote it.
    public static Format format(@Nullable Format asked, HttpRequest<?> http) {
        if (asked != null) return asked;
        for (var accepted : http.accept()) {
            if (accepted.getName().equals(MediaType.TEXT_CSV)) return Format.CSV;
            if (accepted.getName().equals(MediaType.APPLICATION_JSON)) return Format.JSON;
        }
        return Format.JSON;
    }

    private static Optional<byte[]> begun(Chunks chunks) {
        try {
            return chunks.start().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) throw refused;
            throw failed;
        }
    }

    private static void broken(Throwable failure, Cancellation cancellation) {
        if (cancellation.cancelled()) LOG.info("an answer was cut off because its client went away");
        else if (failure instanceof Rejection rejection) LOG.warn("an answer broke off: {}", rejection.getMessage());
        else if (!(failure.getCause() instanceof IOException)) LOG.error("an answer broke off", failure);
    }

    /// Watches the connection itself: until the first chunk nothing is written that could fail.
    private static Runnable whenGone(HttpRequest<?> http, Cancellation cancellation) {
        var channel = channel(http);
        if (channel == null) return () -> {};
        ChannelFutureListener stop = _ -> cancellation.cancel();
        channel.closeFuture().addListener(stop);
        return () -> channel.closeFuture().removeListener(stop);
    }

    private static @Nullable Channel channel(HttpRequest<?> http) {
        return http instanceof NettyHttpRequest<?> netty
                ? netty.getChannelHandlerContext().channel()
                : null;
    }
}
