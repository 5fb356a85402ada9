-- A post is planned for one social network.

grant select (id, organization_id, campaign_id, title, post_text, hashtags, mentions, platform, platform_config,
  media_urls, media_metadata, link_url, link_preview, scheduled_at, scheduled_time_zone, published_at, status,
  external_post_id, external_url, impressions, reach, likes, comments, shares, clicks, engagement_rate, is_carousel,
  is_video, is_story, is_reel, created_by, created_at, updated_at) on social_media_posts to lotline_app;
grant insert (id, organization_id, campaign_id, title, post_text, hashtags, mentions, platform, platform_config,
  media_urls, media_metadata, link_url, link_preview, scheduled_at, scheduled_time_zone, published_at, status,
  external_post_id, external_url, impressions, reach, likes, comments, shares, clicks, is_carousel, is_video, is_story,
  is_reel, created_by) on social_media_posts to lotline_app;
grant update (title, post_text, hashtags, mentions, platform, platform_config, media_urls, media_metadata, link_url,
  link_preview, scheduled_at, scheduled_time_zone, published_at, status, external_post_id, external_url, impressions,
  reach, likes, comments, shares, clicks, is_carousel, is_video, is_story,
  is_reel) on social_media_posts to lotline_app;
grant delete on social_media_posts to lotline_app;

create trigger touch_updated_at before update on social_media_posts for each row execute function app.touch_updated_at();
