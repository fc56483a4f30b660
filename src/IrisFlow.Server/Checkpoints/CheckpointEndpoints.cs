using IrisFlow.Hosting.Runs;
using IrisFlow.Server.Checkpoints.Statistics;
using IrisFlow.Server.Checkpoints.Views;
using IrisFlow.Server.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Checkpoints;

/// <summary>Looking into checkpoints. Each is named by its digest, which is looked up in the database.</summary>
internal sealed class CheckpointEndpoints : IEndpoints
{
    private const int UsualBins = 24;
    private const int MostBins = 200;

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        var checkpoint = api.MapGroup("/checkpoints/{digest}");
        checkpoint.MapGet("", Describe).WithName("getCheckpoint").WithSummary("What a checkpoint is: its columns, its size, and who made it.").Gives("checkpoint");
        checkpoint.MapGet("/rows", ReadRowsAsync).WithName("listCheckpointRows").WithSummary("A page of rows, filtered and sorted.").Gives("rows");
        checkpoint.MapGet("/statistics", ReadStatisticsAsync).WithName("getCheckpointStatistics").WithSummary("What the values of its columns are like.").Gives("statistics");
        checkpoint.MapGet("/view", View).WithName("viewCheckpoint").WithSummary("What there is to look at beside the rows: a model, figures, a confusion matrix, curves.").Gives("view");
    }

    private static IResult Describe(string digest, LiveWorkspace live, Glances glances)
    {
        var workspace = live.Current;
        var glance = glances.Open(workspace, digest);
        var makers = workspace.Store.Makers(glance.Stored.Digest, 20);
        var condemned = workspace.Store.FindCondemned(glance.Stored.Digest);
        return new Document(json => CheckpointJson.Write(json, glance, makers, condemned, origin => MakingAgain.Origin(workspace.Store, origin)));
    }

    private static async Task<IResult> ReadRowsAsync(
        string digest, int? offset, int? limit, string? columns, string? places, string? sort, string? filter, bool? whole,
        LiveWorkspace live, Glances glances, RowPages pages, CancellationToken cancellation)
    {
        var workspace = live.Current;
        var glance = glances.Open(workspace, digest);
        var query = RowQuery.Of(glance, offset, limit, columns, places, sort, filter);
        var page = await Glances.TellingAsync(workspace, glance.Stored.Digest, () => pages.ReadAsync(glance, query, cancellation));
        return new Document(json => RowsJson.Write(json, query, page, whole ?? false));
    }

    private static async Task<IResult> ReadStatisticsAsync(
        string digest, string? columns, string? places, int? bins, bool? exact,
        LiveWorkspace live, Glances glances, StatisticsBook book, CancellationToken cancellation)
    {
        var workspace = live.Current;
        var glance = glances.Open(workspace, digest);
        var findings = new List<Finding>();
        if (bins is < 1 or > MostBins)
        {
            findings.Add(new("IF582", $"bins is {bins}.") { Port = "bins", Expected = $"It is a number from 1 to {MostBins}." });
        }

        var shown = ShownColumns.Of(glance.Schema, columns, places, findings);
        if (findings.Count > 0)
        {
            throw new IrisFlowException(findings);
        }

        var folder = new StatisticsFolder(Path.Combine(workspace.Artifacts, "statistics"), workspace.Store);
        var found = await Glances.TellingAsync(
            workspace, glance.Stored.Digest, () => book.ReadAsync(folder, glance, shown, bins ?? UsualBins, exact ?? false, cancellation));
        return new Document(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("rows", glance.RowCount);
            json.WriteStartArray("columns");
            foreach (var column in found)
            {
                json.WriteRawValue(column);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static IResult View(string digest, LiveWorkspace live, Glances glances)
    {
        var workspace = live.Current;
        var glance = glances.Open(workspace, digest);
        return Glances.Telling(workspace, glance.Stored.Digest, _ => new Document(CheckpointView.Of(workspace, glance)));
    }
}
