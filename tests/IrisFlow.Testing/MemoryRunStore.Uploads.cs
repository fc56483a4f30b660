namespace IrisFlow.Testing;

/// <content>What was uploaded, and who made a content.</content>
public sealed partial class MemoryRunStore
{
    /// <inheritdoc/>
    public Upload? FindUpload(string id) => Read(c => c.Uploads.Find(u => u.Id == id));

    /// <inheritdoc/>
    public IReadOnlyList<Upload> Uploads(DateTimeOffset since) =>
        Read(c => c.Uploads.Where(u => u.At >= since).OrderByDescending(u => u.At).ThenBy(u => u.Id, StringComparer.Ordinal).ToList());

    /// <inheritdoc/>
    public IReadOnlyList<ObjectUse> Makers(Digest digest, int limit) => [.. Uses(new HashSet<Digest> { digest }).Take(limit)];

    private sealed partial class Content
    {
        public List<Upload> Uploads { get; private init; } = [];
    }

    private sealed partial class Writer
    {
        public void SaveUpload(Upload upload) => content.Uploads.Add(upload);
    }
}
