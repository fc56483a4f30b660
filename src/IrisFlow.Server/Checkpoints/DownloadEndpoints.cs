using System.Globalization;
using IrisFlow.Engine.Checkpoints;
using IrisFlow.Hosting;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Taking checkpoints elsewhere: the stored file as it is, or its rows as text.</summary>
internal sealed class DownloadEndpoints : IEndpoints
{
    private const string ParquetType = "application/vnd.apache.parquet";
    private const string CsvType = "text/csv";

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/checkpoints/{digest}/download", Download).WithName("downloadCheckpoint").WithSummary("The checkpoint as a Parquet or CSV file.").GivesFile(ParquetType, CsvType);

    private static IResult Download(string digest, string? format, bool? spreadsheet, LiveWorkspace live)
    {
        var workspace = live.Current;
        var parsed = Glances.Parse(digest);
        return Glances.Telling(workspace, parsed, _ => (format ?? "parquet") switch
        {
            "parquet" => File(workspace, workspace.Engine.Checkpoints.Stored(parsed)),
            "csv" => Text(workspace, workspace.Engine.Checkpoints.Stored(parsed), spreadsheet ?? false),
            var other => throw new IrisFlowException(
                new Finding("IF582", $"format is '{other}'.") { Port = "format", Expected = "It is parquet or csv." }),
        });
    }

    // The bytes of a name never change, so a part of them fits the rest whenever that was fetched.
    private static IResult File(Workspace workspace, StoredObject stored) => Results.File(
        workspace.Engine.Checkpoints.OpenFile(stored),
        ParquetType,
        NameOf(workspace, stored, ".parquet"),
        entityTag: new EntityTagHeaderValue($"\"{stored.FileHash}\""),
        enableRangeProcessing: true);

    private static CsvAnswer Text(Workspace workspace, StoredObject stored, bool spreadsheet)
    {
        var csv = workspace.Formats.Named("csv");
        return new(workspace.Engine.Checkpoints.Read(stored.Digest), spreadsheet ? csv.ForSpreadsheets() : csv, NameOf(workspace, stored, ".csv"));
    }

    // Made of names that are checked and a digest; a character that has no business in a file's name is left out all the same.
    private static string NameOf(Workspace workspace, StoredObject stored, string extension)
    {
        var maker = workspace.Store.Makers(stored.Digest, 1) is [var made] ? string.Create(CultureInfo.InvariantCulture, $"{made.Step}.{made.Output.Port}-") : "";
        return string.Concat(maker.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')).TrimStart('.', '-') + stored.Digest.Hex[..12] + extension;
    }

    /// <summary>Rows written as text while they are read. Where the checkpoint turns out damaged on the way, the answer breaks off: half of it must not look whole.</summary>
    private sealed class CsvAnswer(Table table, TableFormat format, string name) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = $"{CsvType}; charset=utf-8";
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
            await Task.Run(() => Write(response.BodyWriter.AsStream(leaveOpen: true), httpContext.RequestAborted), httpContext.RequestAborted);
        }

        private void Write(Stream body, CancellationToken cancellation)
        {
            // The writer of rows knows no waiting: what it has made of some batch is sent on before the next one.
            using var pages = new MemoryStream();
            using var writer = format.Create(pages, table.Schema, cancellation);
            foreach (var batch in table.Batches(cancellation))
            {
                writer.Write(batch);
                Send(pages, body);
            }

            writer.Finish();
            Send(pages, body);
        }

        private static void Send(MemoryStream pages, Stream body)
        {
            body.WriteAsync(pages.GetBuffer().AsMemory(0, (int)pages.Length)).AsTask().GetAwaiter().GetResult();
            body.FlushAsync().GetAwaiter().GetResult();
            pages.SetLength(0);
        }
    }
}
