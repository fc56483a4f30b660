using IrisFlow.Hosting;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IrisFlow.Server.Uploads;

/// <summary>A file that came over the wire, under a name of our own among the temporary files.</summary>
internal sealed class Arrival
{
    private const int MostNameCharacters = 200;
    private readonly string _path;
    private readonly string _name;

    private Arrival(string path, string name) => (_path, _name) = (path, name);

    /// <summary>Streams the body of a request to disk, up to a limit.</summary>
    /// <param name="context">The request.</param>
    /// <param name="workspace">Where to.</param>
    /// <param name="name">What the sender calls the file: only its extension means something, the rest is shown.</param>
    /// <param name="limit">The most bytes.</param>
    /// <exception cref="IrisFlowException">The name says no known format, or there are too many bytes.</exception>
    public static async Task<Arrival> ReceiveAsync(HttpContext context, Workspace workspace, string name, long limit)
    {
        var shown = string.Concat(name.Where(c => !char.IsControl(c))) is var text && text.Length > MostNameCharacters ? text[^MostNameCharacters..] : text;
        var extension = workspace.Formats.All.SelectMany(f => f.Extensions).Where(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase)).MaxBy(e => e.Length)
            ?? throw new Refusal(StatusCodes.Status415UnsupportedMediaType, new Finding("IF584", $"'{shown}' is not a table file: its name says nothing known.")
            {
                Port = "name",
                Expected = $"A name that ends in {string.Join(", ", workspace.Formats.All.SelectMany(f => f.Extensions))}.",
            });
        if (context.Request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        // Counted here, so that what is too large is refused with the rule and not cut off by the framework.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        var arrival = new Arrival(workspace.Engine.Checkpoints.NewArrival(extension), shown);
        try
        {
            await using var file = new FileStream(arrival._path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
            var buffer = new byte[1 << 17];
            for (long taken = 0; await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var count;)
            {
                taken += count;
                await WriteAsync(file, taken <= limit ? buffer.AsMemory(0, count) : throw TooLarge(limit));
            }

            return arrival;
        }
        catch
        {
            arrival.Delete();
            throw;
        }
    }

    /// <summary>Reads the file as a table and stores that; the findings tell of columns that a table can't hold.</summary>
    /// <exception cref="IrisFlowException">It is no table, or the disk is full. The file is named as its sender did.</exception>
    public (Upload Upload, TableSource Source, IReadOnlyList<Finding> LeftOut) Store(Workspace workspace, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var format = workspace.Formats.For(_path);
            var source = format.Open(_path, cancellation);
            return (workspace.Engine.Checkpoints.Take(source, _name, clock, cancellation), source, [.. format.LeftOut(_path, cancellation).Select(Named)]);
        }
        catch (IrisFlowException problem)
        {
            // A damaged file is the sender's, no checkpoint of ours.
            throw new IrisFlowException(
                [.. problem.Findings.Select(Named)],
                problem.Exit == ExitCode.StepFailed ? problem.Exit : ExitCode.Usage,
                problem);
        }
    }

    /// <summary>Deletes the file; what can't be deleted gc finds.</summary>
    public void Delete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It is among the temporary files.
        }
    }

    private Finding Named(Finding finding) =>
        finding with { File = finding.File is null ? null : _name, Message = finding.Message.Replace(_path, _name, StringComparison.Ordinal) };

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await file.WriteAsync(bytes, CancellationToken.None);
        }
        catch (IOException problem)
        {
            throw new IrisFlowException(
                new Finding("IF585", $"The upload could not be written: {problem.Message}") { Expected = "Free some space on the server's disk, and send the file again." },
                ExitCode.StepFailed,
                problem);
        }
    }

    private static Refusal TooLarge(long limit) => new(StatusCodes.Status413PayloadTooLarge, new Finding("IF586", "The file is larger than an upload may be.")
    {
        Expected = $"At most {limit:N0} bytes. On the command line, --with STEP.PORT=FILE takes a file of any size.",
    });
}
