package dev.deskhand.slack.delivery;

import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.files.FilesCompleteUploadExternalResponse;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.rendering.SlackText;
import java.util.List;
import java.util.Locale;

/** Uploads pictures in Slack's three steps: an address, the bytes, the sharing. */
public final class PictureUpload {

  private static final int ALT_TEXT = 1_000;
  private static final int COMMENT = 3_000;
  private static final int TITLE = 200;

  private final SlackApi api;

  public PictureUpload(SlackApi api) {
    this.api = api;
  }

  /** Brings the bytes to Slack, where nobody sees them yet; the result is the file's id. */
  public ApiResult<String> upload(Reply.Picture picture) {
    return upload(picture, "");
  }

  /** The same with a word in the file's name by which it is known again. */
  public ApiResult<String> upload(Reply.Picture picture, String mark) {
    ApiResult<FilesGetUploadURLExternalResponse> address =
        api.call(
            "files.getUploadURLExternal",
            methods ->
                methods.filesGetUploadURLExternal(
                    request ->
                        request
                            .filename(fileName(picture.title(), mark))
                            .length(picture.png().length)
                            .altTxt(SlackText.cut(picture.description(), ALT_TEXT))));
    if (address
        instanceof
        ApiResult.Done<FilesGetUploadURLExternalResponse>(
            FilesGetUploadURLExternalResponse there)) {
      return api.upload(there.getUploadUrl(), picture.png()).map(done -> there.getFileId());
    }
    return address.map(FilesGetUploadURLExternalResponse::getFileId);
  }

  /** Shows an uploaded file in a channel or thread. */
  public ApiResult<FilesCompleteUploadExternalResponse> share(
      String file, Reply.Picture picture, MessageTarget spot) {
    return api.call(
        "files.completeUploadExternal",
        spot.channel(),
        methods ->
            methods.filesCompleteUploadExternal(
                request ->
                    request
                        .files(
                            List.of(
                                FileDetails.builder()
                                    .id(file)
                                    .title(SlackText.cut(picture.title(), TITLE))
                                    .build()))
                        .channelId(spot.channel())
                        .threadTs(spot.thread())
                        .initialComment(comment(picture))));
  }

  /** What is said beside the picture. */
  static String comment(Reply.Picture picture) {
    return SlackText.cut(picture.plainText(), COMMENT);
  }

  /** Whether that is not all of the words. */
  static boolean isCut(Reply.Picture picture) {
    return !comment(picture).equals(SlackText.escape(picture.plainText()));
  }

  private static String fileName(String title, String mark) {
    String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = name.length() > 60 ? name.substring(0, 60) : name;
    return (cut.replace("-", "").isEmpty() ? "picture" : cut)
        + (mark.isEmpty() ? "" : "-" + mark)
        + ".png";
  }
}
