using System.Globalization;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using IrisFlow.Server.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Access;

/// <summary>The trail of who did what.</summary>
internal sealed class AuditEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/audit", List).For(Role.Editor).WithName("listAudit").WithSummary("Who did what and how it ended, newest first.").Pages("audit");

    private static Document List(HttpContext context, LiveWorkspace live)
    {
        var page = PageRequest.Of(context);
        var before = page.After is null ? (long?)null : long.TryParse(page.After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw PageRequest.NoCursor();
        return page.Page(live.Current.Store.Audit(before, page.Fetch), a => a.Id.ToString(CultureInfo.InvariantCulture), TokenJson.Write);
    }
}
