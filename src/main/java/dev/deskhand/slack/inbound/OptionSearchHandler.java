package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.interactive_components.response.BlockSuggestionResponse;
import com.slack.api.app_backend.interactive_components.response.Option;
import com.slack.api.bolt.context.builtin.BlockSuggestionContext;
import com.slack.api.bolt.request.builtin.BlockSuggestionRequest;
import com.slack.api.bolt.response.Response;
import dev.deskhand.chat.FormChoices;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.forms.FormState;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.rendering.BlockRenderer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is found while somebody types into a field whose options come from the desk. */
public final class OptionSearchHandler {

  private static final Logger log = LoggerFactory.getLogger(OptionSearchHandler.class);

  private final FormChoices choices;
  private final Executor executor;

  public OptionSearchHandler(FormChoices choices, Executor executor) {
    this.choices = choices;
    this.executor = executor;
  }

  public Response search(BlockSuggestionRequest request, BlockSuggestionContext context) {
    List<Option> options =
        soon(request.getPayload()).stream()
            .filter(option -> ModalRenderer.canBeChosen(option.value()))
            .map(
                option ->
                    Option.builder()
                        .text(BlockRenderer.plain(ModalRenderer.shown(option)))
                        .value(option.value())
                        .build())
            .toList();
    return context.ack(BlockSuggestionResponse.builder().options(options).build());
  }

  private List<Reply.Option> soon(BlockSuggestionPayload payload) {
    try {
      return CompletableFuture.supplyAsync(() -> found(payload), executor)
          .get(Deadlines.OPTIONS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("A search took too long or failed: {}", e.toString());
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Nothing for a field of no form, or of one that another version of the desk showed. */
  private List<Reply.Option> found(BlockSuggestionPayload payload) {
    if (payload.getView() == null || payload.getBlockId() == null) {
      return List.of();
    }
    Optional<FormState> form = FormState.read(payload.getView().getPrivateMetadata());
    Optional<String> input = ModalRenderer.inputOf(payload.getBlockId());
    if (form.isEmpty() || input.isEmpty()) {
      return List.of();
    }
    Sender sender =
        new Sender(
            SlackPlatform.NAME,
            payload.getUser().getId(),
            Objects.requireNonNullElse(payload.getUser().getName(), payload.getUser().getId()));
    return choices.choices(
        sender,
        form.get().command(),
        input.get(),
        Objects.requireNonNullElse(payload.getValue(), ""));
  }
}
