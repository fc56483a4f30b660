namespace IrisFlow.Sqlite;

/// <content>What was uploaded.</content>
internal sealed partial class RunWriter
{
    public void SaveUpload(Upload upload) => database.Run(
        "INSERT INTO uploads (id, digest, name, at) VALUES (?1, ?2, ?3, ?4)", upload.Id, upload.Digest.Hex, upload.Name, upload.At);
}
