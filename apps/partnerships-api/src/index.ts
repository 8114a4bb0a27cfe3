export {
  type PartnershipsApiOptions,
  type RunningPartnershipsApi,
  startPartnershipsApi,
} from './start-partnerships-api.ts';
